import { type Courtesy, type GitHubAccess, withGitHub } from './access.ts'

const PER_PAGE = 100
const MAX_PAGES = 10
/** GitHub refuses a longer comment. */
const MAX_COMMENT_LENGTH = 65_536

/**
 * Writes the one comment that carries this marker: the first run creates it, later ones replace its text. A comment is
 * ours only when it begins with the marker and a bot wrote it, so that quoting it does not hand it over.
 * Returns the comment's address.
 */
export function comment(access: GitHubAccess, pullRequest: number, body: string): Promise<Courtesy<string>> {
  const marker = body.slice(0, body.indexOf('\n'))
  const text =
    body.length > MAX_COMMENT_LENGTH ? `${body.slice(0, MAX_COMMENT_LENGTH - 40)}\n\n_The rest is left out._` : body
  return withGitHub(access, 'comment', async (octokit, repository) => {
    const issue = { ...repository, issue_number: pullRequest }
    for (let page = 1; page <= MAX_PAGES; page++) {
      const { data } = await octokit.request('GET /repos/{owner}/{repo}/issues/{issue_number}/comments', {
        ...issue,
        per_page: PER_PAGE,
        page,
      })
      const ours = data.find((found) => found.user?.type === 'Bot' && (found.body ?? '').startsWith(marker))
      if (ours !== undefined) {
        const updated = await octokit.request('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', {
          ...repository,
          comment_id: ours.id,
          body: text,
        })
        return updated.data.html_url
      }
      if (data.length < PER_PAGE) break
    }
    const created = await octokit.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
      ...issue,
      body: text,
    })
    return created.data.html_url
  })
}
