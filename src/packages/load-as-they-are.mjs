// The TypeScript loader reads each module of each package, and finds nothing to do: that is most of the time that a
// start takes. Registered after it, so that it is asked first.
import module from 'node:module';
import { load } from './package-hooks.mjs';

if (module.registerHooks) module.registerHooks({ load });
else module.register('./package-hooks.mjs', import.meta.url);
