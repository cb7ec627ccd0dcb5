// Runs before the page is painted, so a reader who chose dark never sees a flash of light.
{
  const key = "workbook-theme";
  const root = document.documentElement;
  const stored = () => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // storage is switched off: the choice holds for this page
    }
  };

  const apply = theme => {
    if (theme === "light" || theme === "dark") {
      root.dataset.theme = theme;
    } else {
      delete root.dataset.theme;
    }
  };

  window.workbookTheme = {
    get: () => root.dataset.theme ?? "auto",
    set(theme) {
      apply(theme);
      try {
        localStorage.setItem(key, theme);
      } catch {
        // as above
      }
      dispatchEvent(new Event("workbook-theme"));
    },
  };

  apply(stored());
  addEventListener("storage", event => {
    if (event.key === key) {
      apply(event.newValue);
      dispatchEvent(new Event("workbook-theme"));
    }
  });
}
