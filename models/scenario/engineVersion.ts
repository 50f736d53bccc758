/** Part of every result's hash: raise it with any change of a model, table or kernel that changes results. */
export const ENGINE_VERSION = '2';
