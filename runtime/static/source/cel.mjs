// The part of cel-js that conditions need.
export { Environment } from "@marcbachmann/cel-js";
