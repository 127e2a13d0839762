// Light, dark or as the system says. A classic script on purpose: it runs before the first paint.
(() => {
  const KEY = 'fovea.theme';
  const ORDER = ['auto', 'light', 'dark'];

  const read = () => {
    try {
      const stored = localStorage.getItem(KEY);
      return ORDER.includes(stored) ? stored : 'auto';
    } catch {
      return 'auto'; // storage is forbidden in some kiosks; the system's wish is then followed
    }
  };

  const apply = theme => {
    if (theme === 'auto') {
      delete document.documentElement.dataset.theme;
    } else {
      document.documentElement.dataset.theme = theme;
    }
  };

  let current = read();
  apply(current);

  window.foveaTheme = {
    current: () => current,
    next() {
      current = ORDER[(ORDER.indexOf(current) + 1) % ORDER.length];
      apply(current);
      try {
        localStorage.setItem(KEY, current);
      } catch {
        // lasts until the page is closed, then
      }
      return current;
    },
  };
})();
