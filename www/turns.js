// Draws the results in sight at once, as one types, and the others as soon as those are painted.

/** Answers what draws `total` results, the first of them by `draw(count)` and all by `draw(total)`. */
export function turns() {
  const list = document.getElementById('results');
  // As many as could be seen of the last ones; all where there were none.
  let count;
  let last;
  return (draw, total, arrival) => {
    last = draw;
    const isPart = arrival === 'stay' && count < total;
    draw(isPart ? count : total);
    requestAnimationFrame(() =>
      // The frame is painted, and what is where costs nothing to ask.
      setTimeout(() => {
        // A later search draws its own.
        if (last !== draw) return;
        const { top, height } = list.getBoundingClientRect();
        const seen = Math.ceil(((innerHeight - top) / height) * list.childElementCount);
        if (height) count = Math.max(1, seen);
        if (isPart) draw(total);
      }),
    );
  };
}
