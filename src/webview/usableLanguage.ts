/*
 * Some systems name a language that `Intl` does not take, such as `en-US@posix`, and uPlot asks for it as it is loaded: this
 * is imported before it.
 */
try {
  Intl.getCanonicalLocales(navigator.language);
} catch {
  Object.defineProperty(navigator, 'language', { value: 'en-US' });
}
