declare global {
  var __webpack_nonce__: string | undefined;
}

/** The nonce of this page, which its style elements need under the content policy. */
export const cspNonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '';

// The scroll lock of dialogs makes a style element of its own and looks for the nonce here.
globalThis.__webpack_nonce__ = cspNonce;
