// The single file's program: the page, what it brings along, and what saves it, which sees it before
// anything is drawn.

import { beginKeeping } from './keep.js';
import './carried.js';
import './app.js';

beginKeeping();
