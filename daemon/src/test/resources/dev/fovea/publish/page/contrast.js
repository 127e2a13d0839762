// Every visible text whose contrast to what lies behind it is below WCAG AA: ["1.23 .class text", ...], and how many
// texts were looked at. Luminance and ratio as in WCAG 2.2; 3:1 for large text (24 px, or 18.66 px bold) and icons.
() => {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const pen = canvas.getContext('2d', {willReadFrequently: true});

  const rgba = colour => {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = ([r, g, b, a], below) => [r, g, b].map((value, i) => value * a + below[i] * (1 - a));
  const luminance = colour => {
    const [r, g, b] = colour.map(value => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (one, other) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const behind = element => {
    const layers = [];
    for (let at = element; at !== null; at = at.parentElement) {
      const layer = rgba(getComputedStyle(at).backgroundColor);
      layers.unshift(layer);
      if (layer[3] === 1) {
        break;
      }
    }
    return layers.reduce((below, layer) => over(layer, below), [255, 255, 255]);
  };
  const faded = element => {
    for (let at = element; at !== null; at = at.parentElement) {
      if (getComputedStyle(at).opacity !== '1') {
        return true;
      }
    }
    return false;
  };
  const own = element => [...element.childNodes]
    .filter(node => node.nodeType === Node.TEXT_NODE).map(node => node.textContent.trim()).join(' ').trim();

  const bad = [];
  let seen = 0;
  const modal = [...document.querySelectorAll('dialog[open]')].at(-1);
  for (const element of (modal ?? document.body).querySelectorAll('*')) {
    const text = element.matches('input[type=text]') ? element.value || element.placeholder : own(element);
    const icon = element.matches('.icon');
    if ((text === '' && !icon) || element.closest('.unseen, noscript, [hidden], :disabled, script, .disabled')) {
      continue;
    }
    const box = element.getBoundingClientRect();
    if (box.width < 2 || box.height < 2 || !element.checkVisibility({visibilityProperty: true})) {
      continue;
    }
    seen += 1;
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize);
    const large = icon || size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const back = behind(element);
    const colour = over(rgba(style.color), back);
    const found = ratio(colour, back);
    if (found < (large ? 3 : 4.5) || faded(element)) {
      bad.push(`${found.toFixed(2)} ${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} ${text.slice(0, 40)}`);
    }
  }
  return {bad, seen};
}
