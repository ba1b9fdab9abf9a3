// What every part uses: elements, and requests that the interface accepts.
(() => {
  const portal = window.portal;
  const pieces = "%PIECES%";

  portal.element = (tag, attributes, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value !== null && value !== undefined) made.setAttribute(name, value);
    }
    made.append(...children.filter((child) => child !== null && child !== undefined));
    return made;
  };

  const sign = async (target, nonce) => {
    const words = [nonce, target, [...pieces].reverse().join("")].join("|");
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(words));
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  };

  portal.ask = async (target) => {
    const nonce = [...crypto.getRandomValues(new Uint32Array(2))].join("");
    const headers = { Accept: "application/json", "%NONCE%": nonce, "%TOKEN%": await sign(target, nonce) };
    const response = await fetch(target, { headers });
    if (!response.ok) throw new Error(`The interface says ${response.status}`);
    const answer = await response.json();
    if (answer.error) throw new Error(answer.error);
    return answer;
  };
})();
