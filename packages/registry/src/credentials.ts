/** What a registry is shown. A token is sent as it is; an identity token is exchanged for one at the registry's token address. */
export type Credentials =
  | { readonly username: string; readonly password: string }
  | { readonly token: string }
  | { readonly identityToken: string }
