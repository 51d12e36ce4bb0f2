import 'kashkul/search';
import 'kashkul/reader';
import { open } from 'kashkul';

// One opened collection for the library and both elements.
const kashkul = await open();
const search = document.querySelector('kashkul-search');
const reader = document.querySelector('kashkul-reader');
search.engine = kashkul;
reader.engine = kashkul;
document.querySelector('#count').textContent = `${kashkul.articles.length}`;

// What is opened, and where, is the page's to say.
search.addEventListener('kashkul-open', (event) => {
  event.preventDefault();
  reader.open(event.detail.id, { query: event.detail.query });
});
