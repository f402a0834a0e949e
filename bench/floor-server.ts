// The floor of everything that a person sees: a bare page whose click (or Enter) goes to Node over a WebSocket and comes
// back, and what comes in is painted. Node does a bare durable transaction first where the till has one to do. A process of
// its own, as the till is.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import net from 'node:net';
import { WebSocketServer } from 'ws';
import { openBareSales } from './bare-sales.ts';

const PAGE = `<!doctype html><meta charset="utf-8"><title>floor</title>
<style>button{width:300px;height:200px}button:active{transform:scale(0.9);background:#888}</style>
<button id="tap">tap</button><button id="charge">charge</button><p id="line"></p>
<script>
  const socket = new WebSocket('ws://' + location.host + '/ws');
  const line = document.getElementById('line');
  socket.onmessage = ({ data }) => { line.textContent = data; };
  document.getElementById('tap').onclick = () => socket.send('tap');
  document.getElementById('charge').onclick = () => socket.send('charge');
  onkeydown = (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    socket.send('tap');
  };
</script>`;

const [path = '', printerPort = '0'] = process.argv.slice(2);
const sales = openBareSales(path, 0);
/** The practice node's own file: what it settles is on the disk before the till hears of it. */
const node = openBareSales(`${path}-node`, 0);
const printer = Number(printerPort) > 0 ? net.connect(Number(printerPort), '127.0.0.1') : null;
printer?.setNoDelay(true);
const receipt = Buffer.alloc(1000, 0x20);
let count = 0;

const http = createServer((_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE));
const sockets = new WebSocketServer({ server: http });
const toAll = (text: string) => {
  for (const socket of sockets.clients) socket.send(text);
};
sockets.on('connection', (socket) => {
  socket.on('message', (data) => {
    const wish = String(data);
    count += 1;
    if (wish === 'tap') return socket.send(`line ${count}`);
    node.sell();
    sales.sell();
    if (wish === 'charge') return socket.send(`code ${count}`);
    // Settled: everybody is told, and the printer is sent its receipt once that is on the disk as well.
    toAll(`paid ${count}`);
    sales.sell();
    printer?.write(receipt);
  });
});
http.listen(0, '127.0.0.1', () => process.stdout.write(`${(http.address() as AddressInfo).port}\n`));
process.on('SIGTERM', () => process.exit(0));
