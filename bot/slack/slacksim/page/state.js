// The line to the simulator: what one person sees now, what that person does, and word when something changed.

const since = document.body.dataset.since; // when the page was loaded: older words for this person alone are gone
const lost = "The simulated workspace does not answer. Try again.";

// session speaks for one person until end(). onState gets every new state, onLink whether the server can be heard,
// onStranger is called if nobody there has that key.
export function session(as, { onState, onLink, onStranger }) {
  const url = (path, query = "") => `${path}?as=${encodeURIComponent(as)}${query}`;
  let ended = false, rev = -1, fetching = null, again = false, events = null, retry = 0;

  async function fetchState() {
    try {
      const answer = await fetch(url("/ui/state", `&since=${since}`), { cache: "no-store" });
      if (answer.status === 404 && !ended) return onStranger();
      if (!answer.ok) throw new Error(`state: HTTP ${answer.status}`);
      const state = await answer.json();
      if (ended) return;
      rev = state.rev;
      onLink(true);
      onState(state);
    } catch (reason) {
      if (ended) return;
      console.error(reason);
      onLink(false);
      clearTimeout(retry);
      retry = setTimeout(refresh, 2000);
    }
  }

  // refresh resolves after a state that was asked for later than the call.
  function refresh() {
    if (fetching) {
      again = true;
      return fetching;
    }
    fetching = (async () => {
      do {
        again = false;
        await fetchState();
      } while (again && !ended);
      fetching = null;
    })();
    return fetching;
  }

  function listen() {
    if (ended) return;
    events = new EventSource(url("/ui/events"));
    events.onmessage = (event) => {
      if (JSON.parse(event.data).rev !== rev) refresh();
    };
    events.onopen = () => refresh();
    events.onerror = () => {
      onLink(false);
      if (events.readyState !== EventSource.CLOSED) return; // the browser tries again by itself
      clearTimeout(retry);
      retry = setTimeout(listen, 2000);
    };
  }

  async function post(path, body) {
    try {
      const answer = await fetch(url(path), {
        method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
      });
      const said = await answer.text();
      try {
        return JSON.parse(said);
      } catch {
        return { ok: false, error: said.trim() || lost };
      }
    } catch {
      return { ok: false, error: lost };
    }
  }

  listen();
  return {
    as,
    refresh,
    async act(body) {
      const result = await post("/ui/act", body);
      await refresh();
      return result;
    },
    async control(body) {
      const result = await post("/ui/control", body);
      await refresh();
      return result;
    },
    async wire(after) {
      const answer = await fetch(url("/ui/wire", `&after=${after}`), { cache: "no-store" });
      if (!answer.ok) throw new Error(`wire: HTTP ${answer.status}`);
      return answer.json();
    },
    end() {
      ended = true;
      events.close();
      clearTimeout(retry);
    },
  };
}
