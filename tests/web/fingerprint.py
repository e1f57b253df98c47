"""Third-party scripts that use what can tell devices apart, each a known number of times."""

from web.register import DERDE, frames, inline, runs, shows

_CANVAS = (
    'const doek = document.createElement("canvas"), pen = doek.getContext("2d");'
    'pen.fillText("proef", 2, 15);'
)
_WEBGL = 'const gl = document.createElement("canvas").getContext("webgl");'

# path -> what it does, its script, and how often each interface is used
WAYS = {
    "canvas": (
        "canvas: toDataURL three times, getImageData twice",
        _CANVAS + "for (let i = 0; i < 3; i++) doek.toDataURL();"
        "for (let i = 0; i < 2; i++) pen.getImageData(0, 0, 10, 10);",
        {"canvas.getImageData": 2, "canvas.toDataURL": 3},
    ),
    "lettertypen": (
        "fonts: 40 measured, 5 checked",
        _CANVAS + "for (let i = 0; i < 40; i++) { pen.font = `12px Proef${i}`;"
        ' pen.measureText("mmmmmmmmmmlli"); }'
        "for (let i = 0; i < 5; i++) document.fonts.check(`12px Proef${i}`);",
        {"canvas.measureText": 40, "fonts.check": 5},
    ),
    "webgl": (
        "WebGL: getParameter four times, readPixels once",
        _WEBGL + "if (gl) { for (const naam of [gl.VENDOR, gl.RENDERER, gl.VERSION,"
        " gl.MAX_TEXTURE_SIZE]) gl.getParameter(naam);"
        " gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4)); }",
        {"webgl.getParameter": 4, "webgl.readPixels": 1},
    ),
    "los-doek": (
        "canvas without an element: convertToBlob once",
        'const doek = new OffscreenCanvas(9, 9); doek.getContext("2d"); doek.convertToBlob();',
        {"canvas.convertToBlob": 1},
    ),
    "geluid": (
        "audio: one OfflineAudioContext, one AudioContext",
        "const toon = new OfflineAudioContext(1, 4410, 44100);"
        "const bron = toon.createOscillator(); bron.connect(toon.destination); bron.start();"
        "toon.startRendering(); new AudioContext();",
        {"audio.AudioContext": 1, "audio.OfflineAudioContext": 1},
    ),
    "webrtc": (
        "WebRTC: two connections",
        "for (let i = 0; i < 2; i++) { const lijn = new RTCPeerConnection({iceServers: []});"
        ' lijn.createDataChannel("a");'
        " lijn.createOffer().then((o) => lijn.setLocalDescription(o)); }",
        {"webrtc.RTCPeerConnection": 2},
    ),
    "werker": (
        "canvas in a worker of a blob: URL after 0.7 s: convertToBlob once",
        "const tekst = `setTimeout(() => { const doek = new OffscreenCanvas(9, 9);"
        ' doek.getContext("2d"); doek.convertToBlob(); }, 700)`;'
        " new Worker(URL.createObjectURL(new Blob([tekst])));",
        {"canvas.convertToBlob": 1},
    ),
    "webrtc-oud": (
        "WebRTC: one connection by its old name",
        "new webkitRTCPeerConnection();",
        {"webrtc.RTCPeerConnection": 1},
    ),
}

for _name, (_what, _text, _) in WAYS.items():
    runs(DERDE, f"/vinger/{_name}.js", f"(() => {{ {_text} }})();")
    shows(f"/vinger/{_name}", _what, f'<script src="https://{DERDE}/vinger/{_name}.js"></script>')
shows(
    "/vinger/twee",
    "canvas: the page's own script once, a third party's thrice",
    inline(_CANVAS + "doek.toDataURL();")
    + f'<script src="https://{DERDE}/vinger/canvas.js"></script>',
)
shows(
    "/vinger/kader",
    "canvas in a third party's frame",
    f'<iframe title="kader" src="https://{DERDE}/vinger/kader"></iframe>',
)
frames(DERDE, "/vinger/kader", f'<script src="https://{DERDE}/vinger/canvas.js"></script>')
MANY = {"veel-1": 60, "veel-2": 75}
for _name, _times in MANY.items():
    runs(
        DERDE,
        f"/vinger/{_name}.js",
        f'{{ {_CANVAS} for (let i = 0; i < {_times}; i++) pen.measureText("mmm"); }}',
    )
shows(
    "/vinger/veel",
    "fonts: 60 measured by one script, 75 by another",
    "".join(f'<script src="https://{DERDE}/vinger/{name}.js"></script>' for name in MANY),
)
shows("/vinger/gewoon", "canvas drawn and not read: nothing", inline(_CANVAS))
