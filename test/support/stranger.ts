/** What runs a program as a user that owns nothing here; only root can. */
export const STRANGER = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] as const
