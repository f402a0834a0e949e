// The name under which a page's message port travels from the page over the preload to main.
// A file of its own, since the preload may import nothing that needs Node.
export const PORT_CHANNEL = 'flash-till-port';
