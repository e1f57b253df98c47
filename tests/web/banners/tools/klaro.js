// As a page sees Klaro: the notice, the manager and its cookie. It is served by the site itself.
(() => {
  const config = (window.klaroConfig = {
    storageMethod: "cookie",
    storageName: "klaro",
    services: [
      { name: "telraam", title: "Telraam", purposes: ["analytics"] },
      { name: "volgnet", title: "Volgnet", purposes: ["advertising"] },
      { name: "winkelmand", title: "Winkelmand", purposes: ["functional"], required: true },
    ],
  });
  const line = document.cookie.split("; ").find((each) => each.startsWith("klaro="));
  const manager = {
    config,
    confirmed: line !== undefined,
    consents: line
      ? JSON.parse(decodeURIComponent(line.slice("klaro=".length)))
      : { telraam: false, volgnet: false, winkelmand: true },
    getConsent: (name) => manager.consents[name],
    changeAll(value) {
      for (const { name, required } of config.services) manager.consents[name] = required || value;
    },
    saveAndApplyConsents() {
      const value = encodeURIComponent(JSON.stringify(manager.consents));
      document.cookie = `klaro=${value}; path=/; max-age=10368000; secure; samesite=lax`;
      manager.confirmed = true;
      document.querySelector("#klaro .klaro").replaceChildren();
      window.dispatchEvent(new CustomEvent("klaro-applied", { detail: manager.consents }));
    },
  };
  const answer = (value) => {
    manager.changeAll(value);
    manager.saveAndApplyConsents();
  };
  window.klaro = {
    getManager: () => manager,
    show() {
      const place = document.querySelector("#klaro .klaro");
      place.innerHTML = `<div id="klaro-cookie-notice" class="cookie-notice" role="dialog"
        aria-describedby="id-cookie-notice"
        style="position:fixed;inset:auto 20px 20px auto;z-index:1000;padding:1em;background:#fff">
        <div class="cn-body"><p id="id-cookie-notice">Hallo! Mogen wij extra diensten inschakelen
        voor statistieken en marketing? U kunt uw toestemming altijd intrekken.</p>
        <div class="cn-ok"><div class="cn-buttons">
        <button type="button" class="cm-btn cm-btn-danger cn-decline">Ik weiger</button>
        <button type="button" class="cm-btn cm-btn-success">Dat is goed</button></div></div></div>
        </div>`;
      place.querySelector(".cn-decline").onclick = () => answer(false);
      place.querySelector(".cm-btn-success").onclick = () => answer(true);
    },
  };
  document.addEventListener("DOMContentLoaded", () => {
    document.body.insertAdjacentHTML(
      "beforeend",
      '<div id="klaro"><div lang="nl" class="klaro"></div></div>',
    );
    if (!manager.confirmed) klaro.show();
    else window.dispatchEvent(new CustomEvent("klaro-applied", { detail: manager.consents }));
  });
})();
