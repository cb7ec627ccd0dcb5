/** A server on Node's own http, without a framework: routes are a few lines of one's own. */
import { createServer } from 'node:http';
import { announce, delay, place, player } from './serving.mjs';

const routes = [
  [/^\/hello$/, () => 'hello'],
  [/^\/players\/(\d+)$/, (id) => player(Number(id))],
  [/^\/delay\/(\d+)$/, async (ms) => {
    await delay(Number(ms));
    return { ms: Number(ms) };
  }],
];

const server = createServer(async (request, response) => {
  for (const [path, answer] of routes) {
    const match = path.exec(request.url);
    if (match) {
      const body = await answer(match[1]);
      const isText = typeof body === 'string';
      response.setHeader('Content-Type', isText ? 'text/plain' : 'application/json');
      response.end(isText ? body : JSON.stringify(body));
      return;
    }
  }
  response.statusCode = 404;
  response.end();
});

server.listen(place, () => announce(server.address().port));
