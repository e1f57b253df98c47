// As a page sees gtag.js with Consent Mode: what is granted goes along with every request, and
// nothing is stored unless it may be.
(() => {
  const COLLECT = "https://region1.google-analytics.com/g/collect";
  const KINDS = ["ad_storage", "analytics_storage", "ad_user_data", "ad_personalization"];
  const domain = location.hostname.split(".").slice(-2).join(".");
  const consent = { default: {}, update: {} };
  const granted = (kind) => (consent.update[kind] ?? consent.default[kind]) === "granted";
  // One letter a kind: refused by default and not asked since, refused again, granted since.
  const letter = (kind) =>
    ({ undefined: "p", denied: "q", granted: "r" })[consent.update[kind]];
  const send = (event) => {
    if (granted("analytics_storage") && !document.cookie.includes("_ga="))
      document.cookie = `_ga=GA1.1.1234567890.1700000000; path=/; domain=${domain}; max-age=33696000; secure`;
    const [ads, analytics, user, personal] = KINDS.map(letter);
    const query = new URLSearchParams({
      v: "2",
      tid: "G-PROEF",
      gcs: `G1${+granted("ad_storage")}${+granted("analytics_storage")}`,
      gcd: `13${ads}3${analytics}3${user}2${personal}5`,
      en: event,
    });
    navigator.sendBeacon(`${COLLECT}?${query}`);
  };
  const obey = ([command, what, values]) => {
    if (command === "config") send("page_view");
    if (command !== "consent") return;
    consent[what] = values;
    if (what === "update" && sent) send("user_engagement");
  };
  let sent = false;
  for (const each of window.dataLayer) obey(each);
  sent = true;
  window.dataLayer.push = function (...items) {
    items.forEach(obey);
    return Array.prototype.push.apply(this, items);
  };
})();
