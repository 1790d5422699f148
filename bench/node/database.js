import { readFileSync } from 'node:fs';
import pg from 'pg';

// Times stay text, to the microsecond: a Date would keep milliseconds only.
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, text => {
  const [day, time] = text.split(' ');
  const clock = time.slice(0, -3);
  return `${day}T${clock}Z`;
});

const pool = new pg.Pool({
  max: 16,
  // What belongs to one transaction is sent at once, without waiting for each answer.
  pipeline: true,
  options: '-c TimeZone=UTC',
});

/**
 * A statement of bench/sql, prepared under its name on each connection. In a transaction of its own with the account,
 * which row-level security compares every row with; in one round trip.
 */
export function statement(name) {
  const { text, parameters } = read(name);
  return async values => (await inAccount(values.account, [{ name, text, values: parameters.map(p => values[p]) }]))[0];
}

/** Two statements in the same transaction and round trip. */
export function statements(...names) {
  const all = names.map(name => ({ name, ...read(name) }));
  return values => inAccount(
    values.account,
    all.map(({ name, text, parameters }) => ({ name, text, values: parameters.map(p => values[p]) })));
}

const account = read('account');

async function inAccount(accountId, queries) {
  const client = await pool.connect();
  let failed;
  try {
    const results = await Promise.all([
      client.query('begin'),
      client.query({ name: 'account', text: account.text, values: [accountId] }),
      ...queries.map(query => client.query(query)),
      // After an error this rolls back.
      client.query('commit'),
    ]);
    return results.slice(2, -1).map(result => result.rows);
  } catch (error) {
    failed = error;
    throw error;
  } finally {
    client.release(failed);
  }
}

/** The files have named parameters; PostgreSQL numbers them. */
function read(name) {
  const parameters = [];
  const text = readFileSync(new URL(`../sql/${name}.sql`, import.meta.url), 'utf8')
    .replace(/^--.*\n/gm, '')
    .replace(/(?<!:):([a-z_]+)/g, (_, parameter) => {
      if (!parameters.includes(parameter)) parameters.push(parameter);
      return `$${parameters.indexOf(parameter) + 1}`;
    });
  return { text, parameters };
}
