/* Uploading: files can be dropped, go one by one, and each says at once what came of it. Without scripts: all in one. */
(() => {
  "use strict";
  const form = document.querySelector("[data-upload]");
  if (!form) return;
  const input = form.querySelector("[type=file]");
  const drop = form.querySelector("[data-drop]");
  const list = document.querySelector("[data-arrived]");
  const shown = form.querySelector("[data-progress]");
  const bar = shown.querySelector("progress");

  for (const name of ["dragenter", "dragover"]) {
    drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("over"); });
  }
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    if (event.dataTransfer.files.length) input.files = event.dataTransfer.files;
  });

  const send = (file, told) => new Promise((resolve, reject) => {
    const data = new FormData(form);
    data.delete("file");
    data.append("file", file);
    data.append("alone", "1");
    const request = new XMLHttpRequest();
    request.open("POST", form.action || location.href);
    request.upload.addEventListener("progress", (event) => { if (event.lengthComputable) told(event.loaded / event.total); });
    request.addEventListener("load", () => (request.status === 200 ? resolve(request.responseText) : reject()));
    request.addEventListener("error", reject);
    request.send(data);
  });

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("[type=submit]");
    const files = [...input.files];
    button.disabled = true;
    shown.hidden = false;
    document.getElementById("arrived").hidden = false;
    bar.max = files.length;
    try {
      for (const [done, file] of files.entries()) {
        const rows = await send(file, (part) => { bar.value = done + part * 0.6; });
        list.insertAdjacentHTML("beforeend", rows);
        bar.value = done + 1;
      }
    } catch {
      form.submit(); // the page says what is wrong
      return;
    }
    button.disabled = false;
    input.value = "";
    shown.hidden = true;
  });
})();
