// The reference of bench/run: the hot paths of the service as a team would write them in Node, two workers of a cluster.
// Environment: PORT, PGHOST and the other variables of pg, JWT_ALGORITHM, JWT_KEY (file: a secret in base64, or PEM).
import cluster from 'node:cluster';
import { readFileSync } from 'node:fs';
import jwt from '@fastify/jwt';
import Fastify from 'fastify';
import pino from 'pino';
import { evaluations } from './evaluations.js';

const Workers = 2;

if (cluster.isPrimary) {
  for (let i = 0; i < Workers; i++) cluster.fork();
  cluster.on('exit', (worker, code) => {
    if (!worker.exitedAfterDisconnect) process.exit(code || 1);
  });
  const stop = () => cluster.disconnect(() => process.exit(0));
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
} else {
  await serve();
}

async function serve() {
  // One line for each request, like the service; written from a buffer and not once per line.
  const app = Fastify({
    loggerInstance: pino(pino.destination({ dest: 1, sync: false, minLength: 4096 })),
    disableRequestLogging: true,
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false } },
  });
  app.addHook('onResponse', (request, reply, done) => {
    request.log.info({
      method: request.method,
      route: request.routeOptions.url,
      status: reply.statusCode,
      milliseconds: reply.elapsedTime,
      account: request.user?.account_id,
    });
    done();
  });

  const algorithm = process.env.JWT_ALGORITHM;
  const key = readFileSync(process.env.JWT_KEY, 'utf8');
  app.register(jwt, {
    secret: algorithm === 'HS256' ? Buffer.from(key, 'base64') : { public: key },
    verify: {
      algorithms: [algorithm],
      allowedIss: 'run-evaluations',
      allowedAud: 'run-evaluations',
      requiredClaims: ['exp', 'sub', 'account_id'],
      // A token that was found good is remembered until it expires.
      cache: 1000,
    },
  });
  app.setErrorHandler((error, request, reply) => {
    const status = error.validation ? 400 : error.statusCode ?? 500;
    if (status >= 500) request.log.error(error);
    const code = error.validation ? 'invalid_request' : status === 401 ? 'unauthorized' : 'internal_error';
    reply.code(status).send({ error: error.message, code, status, trace_id: request.id });
  });
  app.register(evaluations);
  await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
}
