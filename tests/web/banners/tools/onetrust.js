// As a page sees OneTrust: banner and preference centre, the object and its two cookies. With
// data-settings-only the banner has no button to reject with.
(() => {
  const GROUPS = ["C0001", "C0002", "C0004"];
  const onlySettings = "settingsOnly" in document.currentScript.dataset;
  const domain = location.hostname.split(".").slice(-2).join(".");
  const store = (name, value) => {
    document.cookie = `${name}=${value}; path=/; domain=${domain}; max-age=31536000; secure; samesite=lax`;
  };
  const kept = (name) =>
    document.cookie.split("; ").find((each) => each.startsWith(`${name}=`))?.slice(name.length + 1);
  const allowed = () => {
    const text = decodeURIComponent(kept("OptanonConsent") ?? "");
    return GROUPS.filter((each) => each === "C0001" || text.includes(`${each}:1`));
  };
  const keep = (groups, landing) => {
    const states = GROUPS.map((each) => `${each}%3A${groups.includes(each) ? 1 : 0}`);
    const stamp = encodeURIComponent(new Date().toString()).replaceAll("%20", "+");
    store(
      "OptanonConsent",
      `isGpcEnabled=0&datestamp=${stamp}&version=202410.1.0&browserGpcFlag=0&isIABGlobal=false` +
        `&hosts=&consentId=0f0f0f0f-1111-4222-8333-444444444444&interactionCount=1` +
        `&isAnonUser=1&landingPath=${landing}&groups=${states.join("%2C")}`,
    );
    window.OnetrustActiveGroups = window.OptanonActiveGroups = `,${groups.join(",")},`;
  };
  const find = (id) => document.getElementById(id);
  const close = () => {
    for (const id of ["onetrust-banner-sdk", "onetrust-pc-sdk"]) find(id).style.display = "none";
  };
  const choose = (groups) => {
    keep(groups, "NotLandingPage");
    store("OptanonAlertBoxClosed", new Date().toISOString());
    close();
    window.OptanonWrapper?.();
    window.dispatchEvent(new CustomEvent("OneTrustGroupsUpdated", { detail: groups }));
  };
  const swit = (group, words) =>
    `<div class="ot-cat-item"><label><input type="checkbox" class="category-switch-handler" checked
      id="ot-group-id-${group}">${words}</label></div>`;
  const over = "position:fixed;z-index:2147483645;background:#fff;padding:1em;";
  const markup = `<div id="onetrust-consent-sdk">
    <div id="onetrust-banner-sdk" class="otFlat bottom" role="dialog" aria-label="Cookiebanner"
      style="${over}inset:auto 0 0 0;display:none">
      <div id="onetrust-policy"><h2 id="onetrust-policy-title">Wij waarderen uw privacy</h2>
        <div id="onetrust-policy-text">Door op "Alle cookies accepteren" te klikken, gaat u akkoord
        met het opslaan van cookies voor statistieken en marketing.</div></div>
      <div id="onetrust-button-group">
        <button id="onetrust-pc-btn-handler">Cookie-instellingen</button>
        ${onlySettings ? "" : '<button id="onetrust-reject-all-handler">Alles afwijzen</button>'}
        <button id="onetrust-accept-btn-handler">Alle cookies accepteren</button></div></div>
    <div id="onetrust-pc-sdk" class="otPcCenter" role="dialog" aria-label="Voorkeuren"
      style="${over}inset:10% 20%;display:none">
      <h2 id="ot-pc-title">Uw voorkeuren voor cookies</h2>
      <div class="ot-cat-item">Strikt noodzakelijke cookies <span>Altijd actief</span></div>
      ${swit("C0002", "Prestatiecookies")}${swit("C0004", "Doelgroepgerichte cookies")}
      <button class="save-preference-btn-handler onetrust-close-btn-handler">Mijn keuzes bevestigen</button></div></div>`;

  window.OneTrust = {
    AllowAll: () => choose(GROUPS),
    RejectAll: () => choose(["C0001"]),
    ToggleInfoDisplay() {
      find("onetrust-pc-sdk").style.display = "block";
    },
    IsAlertBoxClosed: () => kept("OptanonAlertBoxClosed") !== undefined,
    OnConsentChanged(listener) {
      window.addEventListener("OneTrustGroupsUpdated", listener);
    },
  };
  document.addEventListener("DOMContentLoaded", () => {
    document.body.insertAdjacentHTML("beforeend", markup);
    const press = (id, act) => find(id)?.addEventListener("click", act);
    press("onetrust-accept-btn-handler", () => OneTrust.AllowAll());
    press("onetrust-reject-all-handler", () => OneTrust.RejectAll());
    press("onetrust-pc-btn-handler", () => OneTrust.ToggleInfoDisplay());
    document.querySelector(".save-preference-btn-handler").addEventListener("click", () =>
      choose(GROUPS.filter((each) => find(`ot-group-id-${each}`)?.checked ?? true)),
    );
    keep(allowed(), OneTrust.IsAlertBoxClosed() ? "NotLandingPage" : encodeURIComponent(location));
    if (!OneTrust.IsAlertBoxClosed()) find("onetrust-banner-sdk").style.display = "block";
    window.OptanonWrapper?.();
  });
})();
