// Puts the check into every place of the page that asks for it.
(() => {
  for (const place of document.querySelectorAll(".geenrobot")) {
    const frame = document.createElement("iframe");
    frame.title = "Geenrobot";
    frame.width = "304";
    frame.height = "78";
    frame.src = `https://www.geenrobot.example/anchor?k=${encodeURIComponent(place.dataset.sleutel)}`;
    place.append(frame);
  }
})();
