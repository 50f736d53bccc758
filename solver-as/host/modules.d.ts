declare module '*.wasm?url' {
  const url: string;
  export default url;
}
declare module 'comlink/dist/esm/node-adapter.mjs' {
  export { default } from 'comlink/dist/esm/node-adapter';
}
declare module 'highs/runtime?url' {
  const url: string;
  export default url;
}
