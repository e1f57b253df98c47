// As a page sees CookieYes: the notice, the button that stays, the event and the cookie, which is
// there without an answer before any choice.
(() => {
  const NAME = "cookieyes-consent";
  const KINDS = ["functional", "analytics", "performance", "advertisement"];
  const kept = () => document.cookie.split("; ").find((each) => each.startsWith(`${NAME}=`));
  const keep = (consent, action, state) => {
    const pairs = ["necessary", ...KINDS].map(
      (kind) => `${kind}:${kind === "necessary" && state ? "yes" : state}`,
    );
    const value = `consentid:cHJvZWZwcm9lZg,consent:${consent},action:${action},${pairs.join(",")}`;
    document.cookie = `${NAME}=${value}; path=/; max-age=31536000; secure; samesite=strict`;
  };
  const asked = () => !kept()?.includes("action:yes");
  const choose = (on) => {
    keep(on ? "yes" : "no", "yes", on ? "yes" : "no");
    show(false);
    const [accepted, rejected] = on ? [["necessary", ...KINDS], []] : [["necessary"], KINDS];
    document.dispatchEvent(
      new CustomEvent("cookieyes_consent_update", { detail: { accepted, rejected } }),
    );
  };
  const show = (notice) => {
    document.querySelector(".cky-consent-container").classList.toggle("cky-hide", !notice);
    document.querySelector(".cky-btn-revisit-wrapper").classList.toggle("cky-hide", notice);
  };
  const button = (kind, tag, words) =>
    `<button class="cky-btn cky-btn-${kind}" data-cky-tag="${tag}-button" aria-label="${words}">${words}</button>`;

  window.getCkyConsent = () => ({
    isUserActionCompleted: !asked(),
    categories: Object.fromEntries(KINDS.map((kind) => [kind, kept().includes(`${kind}:yes`)])),
  });
  window.performBannerAction = (action) => choose(action === "accept_all");
  document.addEventListener("DOMContentLoaded", () => {
    document.body.insertAdjacentHTML(
      "beforeend",
      `<style>.cky-hide { display: none; } .cky-consent-container, .cky-btn-revisit-wrapper {
        position: fixed; inset: auto auto 40px 40px; z-index: 9999999; background: #fff; }</style>
      <div class="cky-btn-revisit-wrapper cky-hide"><button class="cky-btn-revisit"
        aria-label="Toestemmingsvoorkeuren">C</button></div>
      <div class="cky-consent-container cky-box-bottom-left cky-hide" tabindex="0" role="region"
        aria-label="Wij waarderen uw privacy"><div class="cky-consent-bar" data-cky-tag="notice">
        <p class="cky-title" data-cky-tag="title">Wij waarderen uw privacy</p>
        <div class="cky-notice-des" data-cky-tag="description"><p>Wij gebruiken cookies om uw bezoek
        te verbeteren, advertenties te tonen en ons verkeer te analyseren.</p></div>
        <div class="cky-notice-btn-wrapper" data-cky-tag="notice-buttons">
        ${button("reject", "reject", "Alles afwijzen")}
        ${button("accept", "accept", "Alles accepteren")}</div></div></div>`,
    );
    const press = (tag, act) =>
      document.querySelector(`[data-cky-tag="${tag}-button"]`).addEventListener("click", act);
    press("accept", () => choose(true));
    press("reject", () => choose(false));
    document.querySelector(".cky-btn-revisit").addEventListener("click", () => show(true));
    if (!kept()) keep("", "", "");
    show(asked());
  });
})();
