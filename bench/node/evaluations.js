import { v7 } from 'uuid';
import { statement, statements } from './database.js';

const create = statement('create');
const get = statement('get');
const list = statements('run', 'list');

const text = { type: 'string' };
const nullable = type => ({ type, nullable: true });

const evaluation = {
  type: 'object',
  properties: {
    id: text,
    account_id: text,
    run_id: text,
    output_name: nullable('string'),
    field_path: nullable('string'),
    evaluation_label_id: text,
    value: { type: 'number' },
    created_by: nullable('string'),
    created_by_evaluator_id: nullable('string'),
    created_at: text,
    updated_by: nullable('string'),
    updated_at: text,
    updated_by_evaluator_id: text,
    comment: text,
    metadata: { type: 'object', additionalProperties: true },
    confidence: { type: 'number' },
  },
};

const body = {
  type: 'object',
  additionalProperties: false,
  required: ['evaluation_label_id', 'value'],
  properties: {
    evaluation_label_id: { type: 'string', format: 'uuid' },
    value: { type: 'number' },
    output_name: { ...nullable('string'), maxLength: 1000 },
    field_path: { ...nullable('string'), maxLength: 1000 },
    comment: { ...nullable('string'), maxLength: 10000 },
    metadata: { ...nullable('object'), additionalProperties: true },
    confidence: { ...nullable('number'), minimum: 0, maximum: 1 },
  },
};

const uuid = { type: 'string', format: 'uuid' };

export async function evaluations(app) {
  app.addHook('onRequest', request => request.jwtVerify());

  app.post('/v1/run/:run/evaluations', {
    schema: {
      params: { type: 'object', properties: { run: uuid } },
      body,
      response: { 201: evaluation },
    },
  }, async (request, reply) => {
    const { body, params, user } = request;
    const [row] = await create({
      account: user.account_id,
      run: params.run,
      id: v7(),
      label: body.evaluation_label_id,
      value: body.value,
      output_name: body.output_name,
      field_path: body.field_path,
      comment: body.comment,
      metadata: body.metadata && JSON.stringify(body.metadata),
      confidence: body.confidence,
      user: user.evaluator_id ? null : user.sub,
      evaluator: user.evaluator_id,
      created_at: new Date().toISOString(),
    });
    if (!row.id) return refuse(request, reply, ...refusal(row, body.value));
    return reply
      .code(201)
      .header('location', `/v1/run/${row.run_id}/evaluation/${row.id}`)
      .header('etag', `"${row.tag}"`)
      .send(present(row));
  });

  app.get('/v1/run/:run/evaluation/:id', {
    schema: {
      params: { type: 'object', properties: { run: uuid, id: uuid } },
      response: { 200: evaluation },
    },
  }, async (request, reply) => {
    const { run, id } = request.params;
    const [row] = await get({ account: request.user.account_id, run, id });
    if (!row) return refuse(request, reply, 404, 'evaluation_not_found', 'There is no such evaluation.');
    const tag = `"${row.tag}"`;
    reply.header('etag', tag);
    return request.headers['if-none-match'] === tag ? reply.code(304).send() : present(row);
  });

  app.get('/v1/run/:run/evaluations', {
    schema: {
      params: { type: 'object', properties: { run: uuid } },
      response: { 200: { type: 'array', items: evaluation } },
    },
  }, async (request, reply) => {
    const [found, rows] = await list({ account: request.user.account_id, run: request.params.run });
    if (!found.length) return refuse(request, reply, 404, 'run_not_found', 'There is no such run.');
    return rows.map(present);
  });
}

/** What is null and may be absent is absent. */
function present(row) {
  row.updated_at ??= undefined;
  row.updated_by_evaluator_id ??= undefined;
  row.comment ??= undefined;
  row.metadata ??= undefined;
  row.confidence ??= undefined;
  return row;
}

function refusal(row, value) {
  if (!row.found) return [404, 'run_not_found', 'There is no such run.'];
  if (!row.label_id) return [404, 'evaluation_label_not_found', 'There is no such label.'];
  if (row.archived) return [409, 'evaluation_label_archived', 'The label is archived.'];
  if (!row.may_use) return [422, 'evaluator_label_mismatch', 'The evaluator does not fill this label.'];
  return [422, 'value_not_allowed', `The label ${row.label_name} does not allow ${value}.`];
}

function refuse(request, reply, status, code, error) {
  // Past the schemas of the answers, which are those of a success.
  return reply.code(status).type('application/json').serializer(JSON.stringify)
    .send({ error, code, status, trace_id: request.id });
}
