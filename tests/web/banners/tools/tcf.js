// A consent tool that nobody knows, with the interface that IAB's framework asks for.
(() => {
  const STRINGS = __STRINGS__;
  const NAME = "euconsent-v2";
  const kept = () =>
    document.cookie.split("; ").find((each) => each.startsWith(`${NAME}=`))?.slice(NAME.length + 1);
  const listeners = new Map();
  let eventStatus = kept() ? "tcloaded" : "cmpuishown";
  const data = (listenerId) => ({
    tcString: kept() ?? "",
    tcfPolicyVersion: 4,
    cmpId: 999,
    cmpVersion: 1,
    cmpStatus: "loaded",
    gdprApplies: true,
    isServiceSpecific: true,
    useNonStandardTexts: false,
    publisherCC: "NL",
    eventStatus,
    listenerId,
    purpose: {
      consents: Object.fromEntries(
        Array.from({ length: 10 }, (_, n) => [n + 1, kept() === STRINGS.accept]),
      ),
      legitimateInterests: {},
    },
  });
  const commands = {
    ping: (answer) =>
      answer({ gdprApplies: true, cmpLoaded: true, cmpStatus: "loaded", apiVersion: "2.2", cmpId: 999,
        displayStatus: eventStatus === "cmpuishown" ? "visible" : "hidden" }),
    getTCData: (answer) => answer(data(), true),
    addEventListener(answer) {
      const id = listeners.size + 1;
      listeners.set(id, answer);
      answer(data(id), true);
    },
    removeEventListener: (answer, id) => answer(listeners.delete(id)),
  };
  window.__tcfapi = (command, version, answer, parameter) =>
    commands[command] ? commands[command](answer, parameter) : answer(null, false);
  const choose = (on) => {
    const value = STRINGS[on ? "accept" : "reject"];
    document.cookie = `${NAME}=${value}; path=/; max-age=33696000; secure; samesite=lax`;
    document.getElementById("tk-venster").remove();
    eventStatus = "useractioncomplete";
    for (const [id, answer] of listeners) answer(data(id), true);
  };
  document.addEventListener("DOMContentLoaded", () => {
    const locator = document.createElement("iframe");
    locator.name = "__tcfapiLocator";
    locator.hidden = true;
    document.body.append(locator);
    if (kept()) return;
    document.body.insertAdjacentHTML(
      "beforeend",
      `<div id="tk-venster" role="dialog" aria-modal="true" aria-label="Uw privacy"
        style="position:fixed;inset:20% 20% auto;z-index:9999;padding:1em;background:#fff">
        <h2>Wij hechten aan uw privacy</h2><p>Wij en onze 12 partners slaan informatie op een
        apparaat op, zoals cookies, voor gepersonaliseerde advertenties en het meten daarvan.</p>
        <button id="tk-nee">Alles afwijzen</button><button id="tk-ja">Alles accepteren</button></div>`,
    );
    document.getElementById("tk-nee").onclick = () => choose(false);
    document.getElementById("tk-ja").onclick = () => choose(true);
  });
})();
