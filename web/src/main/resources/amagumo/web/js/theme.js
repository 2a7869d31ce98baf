// The theme chosen before, else the system's: run before anything is painted, so that no light page flashes up at night. Not a
// module, which would run too late.

{
  const themes = ['light', 'dark'];
  let chosen = null;
  try {
    chosen = localStorage.getItem('theme');
  } catch {
    // storage is forbidden
  }
  const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  document.documentElement.dataset.theme = themes.includes(chosen) ? chosen : system;
}
