// Passes the page's end of a message channel on to main, and nothing else: the page gets no object and no function from it.
// Compiled to CommonJS and run in the sandbox; main looks at who sent the port.
import { ipcRenderer } from 'electron';
import { PORT_CHANNEL } from './port-channel.ts';

window.addEventListener('message', ({ source, data, ports: [port] }) => {
  if (source === window && data?.type === PORT_CHANNEL && port) ipcRenderer.postMessage(PORT_CHANNEL, null, [port]);
});
