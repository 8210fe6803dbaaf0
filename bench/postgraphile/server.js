// Serves the database at HUB_BENCH_DATABASE until it is told to stop, and says where.
import { createServer } from "node:http";
import { postgraphile } from "postgraphile";
import { makePgService } from "postgraphile/adaptors/pg";
import { grafserv } from "postgraphile/grafserv/node";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";

const preset = {
  extends: [PostGraphileAmberPreset],
  disablePlugins: ["PgIndexBehaviorsPlugin"], // or it filters by indexed columns alone
  pgServices: [makePgService({ connectionString: process.env.HUB_BENCH_DATABASE, schemas: ["public", "bench"] })],
  grafserv: { graphqlPath: "/graphql", graphiql: false, watch: false },
};
const server = createServer();
await postgraphile(preset).createServ(grafserv).addTo(server);
server.listen(0, "127.0.0.1", () => console.log(`127.0.0.1:${server.address().port}`));
process.on("SIGTERM", () => process.exit(0));
