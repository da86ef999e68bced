/* Asking the server in JSON, and telling apart what can go wrong: no connection, signed out, refused. */

/** Nobody answered: what was sent may or may not have arrived. */
export class NoConnection extends Error {}
/** The session has ended, or its token is no longer good. */
export class SignedOut extends Error {}
/** The server refused in a sentence; nothing has been done. */
export class Refused extends Error {
  constructor(sentence, status) {
    super(sentence);
    this.status = status;
  }
}

const LONGEST_WAIT = 30_000;
let token = "";

export function useToken(given) {
  if (given) token = given;
}

/** The answer to a question (no `body`) or to something sent. Throws one of the three. */
export async function ask(address, { body, signal } = {}) {
  let response;
  try {
    response = await fetch(address, {
      method: body === undefined ? "GET" : "POST",
      headers: {
        Accept: "application/json",
        ...(body === undefined ? {} : { "Content-Type": "application/json", "X-CSRFToken": token }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: "same-origin",
      // To be sent to the sign-in page is an answer in itself.
      redirect: "manual",
      signal: signal ? AbortSignal.any([signal, AbortSignal.timeout(LONGEST_WAIT)]) : AbortSignal.timeout(LONGEST_WAIT),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new NoConnection();
  }
  if (response.type === "opaqueredirect") throw new SignedOut();
  const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
  if (!isJson && (response.status === 403 || response.status === 401 || response.ok)) throw new SignedOut();
  if (!isJson && response.status !== 404) throw new NoConnection();
  let answer;
  try {
    answer = isJson ? await response.json() : { error: "" };
  } catch {
    throw new NoConnection();
  }
  if (!response.ok) throw new Refused(answer.error ?? "", response.status);
  return answer;
}
