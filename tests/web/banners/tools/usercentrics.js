// As a page sees Usercentrics (second version of its interface): the shadow root, the object and
// the three items of localStorage, which are there before any choice.
(() => {
  const SERVICES = ["Telraam", "Volgnet"];
  const states = () => JSON.parse(localStorage.getItem("uc_settings")).services;
  const keep = (on, action) => {
    const entry = (service) => ({
      id: service.toLowerCase(),
      status: on,
      history: [{ action, language: "nl", status: on, timestamp: Date.now(), type: "explicit" }],
    });
    const settings = { controllerId: "proef", id: "pRoEf", language: "nl", version: "1.0.0" };
    localStorage.setItem(
      "uc_settings",
      JSON.stringify({ ...settings, services: SERVICES.map(entry) }),
    );
  };
  const tell = (type) =>
    window.dispatchEvent(new CustomEvent("UC_UI_CMP_EVENT", { detail: { source: "button", type } }));
  const choose = async (on) => {
    keep(on, on ? "onAcceptAllServices" : "onDenyAllServices");
    localStorage.setItem("uc_user_interaction", "true");
    UC_UI.closeCMP();
    tell(on ? "ACCEPT_ALL" : "DENY_ALL");
  };
  const button = (name, words) => `<button data-testid="uc-${name}-button">${words}</button>`;

  window.UC_UI = {
    isInitialized: () => true,
    isConsentRequired: () => localStorage.getItem("uc_user_interaction") !== "true",
    areAllConsentsAccepted: () => states().every((each) => each.status),
    getServicesBaseInfo: () =>
      states().map(({ id, status }) => ({ id, name: id, consent: { status } })),
    acceptAllConsents: () => choose(true),
    denyAllConsents: () => choose(false),
    async closeCMP() {
      document.getElementById("usercentrics-root").shadowRoot.replaceChildren();
      document.body.classList.remove("overflowHidden");
    },
    showFirstLayer() {
      const root = document.getElementById("usercentrics-root").shadowRoot;
      root.innerHTML = `<div data-testid="uc-app-container"><div data-testid="uc-container"
        role="dialog" aria-label="Privacy-instellingen"
        style="position:fixed;inset:20% 20% auto;z-index:2147483647;padding:1em;background:#fff">
        <h2>Privacy-instellingen</h2><p>Deze website gebruikt diensten van derden voor statistieken
        en marketing. U kunt uw toestemming altijd intrekken.</p>
        ${button("deny-all", "Weigeren")}${button("accept-all", "Alles accepteren")}</div></div>`;
      root.querySelector('[data-testid="uc-deny-all-button"]').onclick = () => choose(false);
      root.querySelector('[data-testid="uc-accept-all-button"]').onclick = () => choose(true);
      document.body.classList.add("overflowHidden");
    },
  };
  document.addEventListener("DOMContentLoaded", () => {
    const host = document.createElement("div");
    host.id = "usercentrics-root";
    host.attachShadow({ mode: "open" });
    document.body.append(host);
    if (!localStorage.getItem("uc_settings")) {
      keep(false, "onInitialPageLoad");
      localStorage.setItem("uc_user_interaction", "false");
      localStorage.setItem("uc_ui_version", "3.60.0");
    }
    if (UC_UI.isConsentRequired()) UC_UI.showFirstLayer();
    window.dispatchEvent(new Event("UC_UI_INITIALIZED"));
  });
})();
