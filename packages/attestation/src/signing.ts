/** How statements are signed: not at all (mode `recorded`), or by an ECDSA P-256 private key (PEM, PKCS 8 or SEC 1). */
export type Signing = { readonly kind: 'none' } | { readonly kind: 'key'; readonly privateKeyPem: string }
