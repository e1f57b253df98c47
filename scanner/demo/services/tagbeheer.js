// Loads every tag of the customer's container.
(() => {
  const container = CONTAINER;
  for (const url of container.scripts) {
    const script = document.createElement("script");
    script.async = true;
    script.src = url;
    document.head.append(script);
  }
  for (const url of container.pixels) {
    new Image(1, 1).src = url;
  }
})();
