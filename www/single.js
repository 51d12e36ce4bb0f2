// The single file's program: the page, and what saves it, which sees it before anything is drawn.

import { beginKeeping } from './keep.js';
import './app.js';

beginKeeping();
