/** The inputs by which every action reaches MLflow. Without an address there is no tracking. */
export interface TrackingInputs {
  readonly 'mlflow-tracking-uri': string | undefined
  readonly 'mlflow-username': string | undefined
  readonly 'mlflow-password': string | undefined
  readonly 'mlflow-token': string | undefined
}

/** What is wrong with the inputs that belong together. Credentials without an address are no mistake: it may be empty. */
export function trackingProblems(
  inputs: TrackingInputs,
): readonly { readonly input: string; readonly message: string }[] {
  const problems: { input: string; message: string }[] = []
  const add = (input: string, message: string): void => {
    problems.push({ input, message: `\`${input}\`: ${message}` })
  }
  const uri = inputs['mlflow-tracking-uri']
  if (uri !== undefined && !isSafe(uri)) {
    add(
      'mlflow-tracking-uri',
      `"${withoutCredentials(uri)}" is no address to send credentials to. Give an https address without user, query or fragment; plain http only on loopback. Example: "https://mlflow.example.com"`,
    )
  }
  if ((inputs['mlflow-username'] === undefined) !== (inputs['mlflow-password'] === undefined)) {
    add('mlflow-password', '`mlflow-username` and `mlflow-password` belong together; one of them is empty.')
  }
  if (inputs['mlflow-token'] !== undefined && inputs['mlflow-username'] !== undefined) {
    add('mlflow-token', 'and `mlflow-username` exclude each other.')
  }
  return problems
}

function isSafe(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username, password, search, hash } = new URL(text)
  const loopback = hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname)
  const bare = username === '' && password === '' && search === '' && hash === ''
  return bare && (protocol === 'https:' || (protocol === 'http:' && loopback))
}

function withoutCredentials(text: string): string {
  return text.replace(/\/\/[^/]*@/, '//***@')
}
