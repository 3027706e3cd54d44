// Live reload under a strict policy, in place of MkDocs' own inline script. Sent only while `make serve` runs.
// MkDocs answers /livereload/<moment>/<number> at once when a newer build stands, else when one does or after a minute.

const asked = async (moment) => Number(await (await fetch(`/livereload/${moment}/1`)).text());

async function watch() {
  let moment = 0;
  for (;;) {
    try {
      const newest = await asked(moment);
      if (moment && newest > moment) {
        location.reload();
        return;
      }
      moment = newest;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 1000)); // stopped, or starting again
    }
  }
}

watch();
