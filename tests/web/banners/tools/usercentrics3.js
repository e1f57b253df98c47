// As a page sees Usercentrics (third version of its interface): an aside with a shadow root, two
// objects and the item of localStorage, which is there before any choice.
(() => {
  const SERVICES = { t1: "Telraam", v1: "Volgnet" };
  const read = () => JSON.parse(localStorage.getItem("ucData"))?.consent;
  const keep = (on, type) => {
    const services = Object.fromEntries(
      Object.entries(SERVICES).map(([id, name]) => [id, { name, consent: on }]),
    );
    const status = on ? "ALL_ACCEPTED" : "ALL_DENIED";
    localStorage.setItem("ucData", JSON.stringify({ consent: { services, status, type } }));
  };
  const aside = () => document.getElementById("usercentrics-cmp-ui");
  const choose = async (on) => {
    keep(on, "EXPLICIT");
    await cmp.closeCmp();
    window.dispatchEvent(new CustomEvent("UC_CONSENT", { detail: read() }));
  };
  const button = (action, words) =>
    `<button id="${action}" class="uc-${action}-button" data-action-type="${action}">${words}</button>`;

  const cmp = (window.__ucCmp = {
    isInitialized: async () => true,
    isConsentRequired: async () => read().type !== "EXPLICIT",
    getConsentDetails: async () => ({ consent: read(), services: read().services }),
    acceptAllConsents: () => choose(true),
    denyAllConsents: () => choose(false),
    async closeCmp() {
      aside().hidden = true;
      aside().shadowRoot.replaceChildren();
    },
  });
  window.UC_UI = {
    isInitialized: () => true,
    isConsentRequired: () => read().type !== "EXPLICIT",
    areAllConsentsAccepted: () => Object.values(read().services).every((each) => each.consent),
    acceptAllConsents: cmp.acceptAllConsents,
    denyAllConsents: cmp.denyAllConsents,
    closeCMP: cmp.closeCmp,
  };
  document.addEventListener("DOMContentLoaded", () => {
    if (!read()) keep(false, "IMPLICIT");
    document.body.insertAdjacentHTML(
      "beforeend",
      `<aside id="usercentrics-cmp-ui" hidden
        style="position:fixed;inset:20% 20% auto;z-index:2147483647;background:#fff"></aside>`,
    );
    const root = aside().attachShadow({ mode: "open" });
    if (UC_UI.isConsentRequired()) {
      aside().hidden = false;
      root.innerHTML = `<div id="uc-main-dialog" class="first" role="dialog" aria-label="Privacy">
        <h2>Wij respecteren uw privacy</h2><p>Deze website gebruikt diensten van derden voor
        statistieken en marketing.</p>
        ${button("deny", "Alles weigeren")}${button("accept", "Alles accepteren")}</div>`;
      root.getElementById("deny").onclick = cmp.denyAllConsents;
      root.getElementById("accept").onclick = cmp.acceptAllConsents;
    }
    window.dispatchEvent(new CustomEvent("UC_CONSENT", { detail: read() }));
  });
})();
