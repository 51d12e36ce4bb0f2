export default {
  base: './',
  // The module stays beside its script.
  optimizeDeps: { exclude: ['kashkul'] },
};
