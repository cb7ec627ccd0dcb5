/** A server on Fastify. */
import fastify from 'fastify';
import { announce, delay, place, player } from './serving.mjs';

const app = fastify();

app.get('/hello', async () => 'hello');

app.get('/players/:id', async ({ params }) => player(Number(params.id)));

app.get('/delay/:ms', async ({ params }) => {
  await delay(Number(params.ms));
  return { ms: Number(params.ms) };
});

await app.listen(place);
announce(app.server.address().port);
