// Loads the parts of the application that a page needs.
window.portal = {
  parts: {},
  chunks: "%CHUNKS%",
  load(name) {
    if (this.parts[name]) return Promise.resolve(this.parts[name]);
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = this.chunks[name];
      script.onload = () => resolve(this.parts[name]);
      script.onerror = () => reject(new Error(`Loading chunk ${name} failed.`));
      document.head.append(script);
    });
  },
};
