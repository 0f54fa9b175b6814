// Not a module: it runs before anything is painted, so that no page flashes in the other theme.
{
  const theme = localStorage.getItem('headlesskey-theme');
  if (theme === 'light' || theme === 'dark') {
    document.documentElement.dataset.theme = theme;
  }
}
