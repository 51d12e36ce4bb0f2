import 'kashkul/search';
import 'kashkul/reader';
import { StrictMode, useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';

const SHORT = { placeholder: 'Search the archive' };

function Archive() {
  const search = useRef(null);
  const [id, setId] = useState('');
  useEffect(() => {
    const element = search.current;
    const opened = (event) => {
      event.preventDefault();
      setId(event.detail.id);
    };
    element.addEventListener('kashkul-open', opened);
    return () => element.removeEventListener('kashkul-open', opened);
  }, []);
  return (
    <main>
      <h1>Archive</h1>
      <kashkul-search ref={search} strings={SHORT} max-results={3} />
      <p id="opened">{id}</p>
      {id && <kashkul-reader article={id} />}
    </main>
  );
}

createRoot(document.getElementById('root')).render(
  <StrictMode>
    <Archive />
  </StrictMode>,
);
