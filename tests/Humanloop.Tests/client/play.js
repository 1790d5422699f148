"use strict";

// node play.js <script> <scenario>: plays one scenario against the service that the environment names. It ends with 0
// only if the scenario has come to its end.

process.exitCode = 1;

const [script, scenario] = process.argv.slice(2);

async function play() {
  await require(`./${script}`)[scenario]();
  process.exit(0);
}

play().catch((error) => {
  console.error(error);
  process.exit(1);
});
