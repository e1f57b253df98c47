// As a page sees the WordPress plugin Complianz: the banner, the tab that stays, the events and
// the cookies, one a category. It is served by the site itself.
(() => {
  const KINDS = ["functional", "preferences", "statistics", "marketing"];
  const cookie = (name) =>
    document.cookie.split("; ").find((each) => each.startsWith(`cmplz_${name}=`))?.split("=")[1];
  const store = (name, value) => {
    document.cookie = `cmplz_${name}=${value}; path=/; max-age=31536000; secure; samesite=lax`;
  };
  const show = (banner) => {
    document.querySelector(".cmplz-cookiebanner").classList.toggle("cmplz-hidden", !banner);
    document.querySelector(".cmplz-manage-consent").classList.toggle("cmplz-hidden", banner);
  };
  const fire = () => {
    const categories = KINDS.filter((kind) => window.cmplz_has_consent(kind));
    document.dispatchEvent(new CustomEvent("cmplz_fire_categories", { detail: { categories } }));
  };
  const choose = (allowed) => {
    store("policy_id", "16");
    for (const kind of KINDS)
      store(kind, kind === "functional" || allowed.includes(kind) ? "allow" : "deny");
    store("banner-status", "dismissed");
    show(false);
    fire();
  };
  const box = (kind, words) =>
    `<label><input type="checkbox" class="cmplz-consent-checkbox cmplz-${kind}"
      id="cmplz-${kind}-optin" data-category="cmplz_${kind}">${words}</label>`;

  window.cmplz_has_consent = (kind) => kind === "functional" || cookie(kind) === "allow";
  window.cmplz_accept_all = () => choose(KINDS);
  window.cmplz_deny_all = () => choose([]);
  document.addEventListener("DOMContentLoaded", () => {
    document.body.insertAdjacentHTML(
      "beforeend",
      `<style>.cmplz-hidden { display: none !important; }
        .cmplz-cookiebanner { position: fixed; inset: auto 10px 10px auto; z-index: 99999;
          padding: 1em; background: #fff; }
        .cmplz-categories { display: none; } .cmplz-categories.cmplz-fade-in { display: block; }
        .cmplz-manage-consent { position: fixed; bottom: 0; right: 40px; }</style>
      <div id="cmplz-cookiebanner-container"><div class="cmplz-cookiebanner cmplz-hidden banner-1
        optin cmplz-categories-type-view-preferences" role="dialog" aria-modal="true"
        data-nosnippet="true" aria-labelledby="cmplz-header-1-optin">
        <div class="cmplz-title" id="cmplz-header-1-optin">Beheer toestemming</div>
        <div class="cmplz-message" id="cmplz-message-1-optin">Om de beste ervaringen te bieden,
          gebruiken wij cookies voor statistieken en marketing.</div>
        <div class="cmplz-categories"><span class="cmplz-always-active">Functioneel: altijd
          actief</span>${box("statistics", "Statistieken")}${box("marketing", "Marketing")}</div>
        <div class="cmplz-buttons"><button class="cmplz-btn cmplz-accept">Accepteren</button>
          <button class="cmplz-btn cmplz-deny">Weigeren</button>
          <button class="cmplz-btn cmplz-view-preferences">Bekijk voorkeuren</button>
          <button class="cmplz-btn cmplz-save-preferences cmplz-hidden">Voorkeuren bewaren</button>
        </div></div></div>
      <div id="cmplz-manage-consent"><button class="cmplz-btn cmplz-manage-consent cmplz-hidden
        manage-consent-1">Beheer toestemming</button></div>`,
    );
    const find = (name) => document.querySelector(`.cmplz-${name}`);
    find("accept").onclick = window.cmplz_accept_all;
    find("deny").onclick = window.cmplz_deny_all;
    find("view-preferences").onclick = () => {
      find("categories").classList.add("cmplz-fade-in");
      find("view-preferences").classList.add("cmplz-hidden");
      find("save-preferences").classList.remove("cmplz-hidden");
    };
    find("save-preferences").onclick = () =>
      choose(KINDS.filter((kind) => document.getElementById(`cmplz-${kind}-optin`)?.checked));
    find("manage-consent").onclick = () => show(true);
    show(cookie("banner-status") !== "dismissed");
    fire();
  });
})();
