"use strict";
// Shows openapi.json and sends what people fill in. Everything is put in as text, nothing as HTML.

const make = (name, text, ...children) => {
  const node = document.createElement(name);
  if (text) node.textContent = text;
  node.append(...children);
  return node;
};

let all;
const resolve = (schema) => schema?.$ref ? all.components.schemas[schema.$ref.split("/").pop()] : schema ?? {};

function outline(schema, depth = 0) {
  if (depth > 6) return "…";
  const known = resolve(schema);
  const choice = (known.oneOf ?? known.anyOf)?.find((one) => one.type !== "null");
  if (choice) return outline(choice, depth);
  if (known.properties)
    return Object.fromEntries(Object.entries(known.properties).map(([name, one]) => [name, outline(one, depth + 1)]));
  if (known.items) return [outline(known.items, depth + 1)];
  return [known.type, known.format].flat().filter(Boolean).join(" ");
}

function show(method, path, operation) {
  const box = make("details", "", make("summary", "", make("b", method.toUpperCase()), make("code", path), " " + (operation.summary ?? "")));
  const fields = [];
  for (const parameter of operation.parameters ?? []) {
    const input = make("input");
    input.placeholder = [parameter.schema?.enum ?? parameter.schema?.items?.enum ?? parameter.schema?.type].flat().join(", ");
    box.append(make("label", "", make("code", parameter.name), make("small", " " + [parameter.in, parameter.required ? "required" : "", parameter.description].filter(Boolean).join(". ")), input));
    fields.push({ parameter, input });
  }
  let body;
  const content = operation.requestBody?.content?.["application/json"];
  if (content) {
    body = make("textarea", JSON.stringify(outline(content.schema), null, 2));
    body.rows = 5;
    box.append(make("label", "Body", body));
  }
  for (const [status, answer] of Object.entries(operation.responses ?? {})) {
    const [type, media] = Object.entries(answer.content ?? {})[0] ?? [];
    box.append(make("p", "", make("b", status + " "), answer.description ?? "", make("small", type ? " " + type : "")));
    if (status === "200" && media?.schema && type === "application/json") box.append(make("pre", JSON.stringify(outline(media.schema), null, 2)));
  }
  const [send, stop, result] = [make("button", "Send"), make("button", "Stop"), make("pre")];
  result.hidden = stop.hidden = true;
  box.append(send, stop, result);
  let running;
  stop.addEventListener("click", () => running?.abort());
  send.addEventListener("click", async () => {
    running?.abort();
    const mine = running = new AbortController();
    result.hidden = stop.hidden = false;
    try {
      await request(method, path, fields, body, result, mine.signal);
    } catch (error) {
      if (mine === running) result.append("\n" + error.message);
    }
    if (mine === running) stop.hidden = true;
  });
  return box;
}

async function request(method, path, fields, body, result, signal) {
  const headers = new Headers();
  const query = new URLSearchParams();
  for (const { parameter, input } of fields) {
    if (!input.value) continue;
    if (parameter.in === "path") path = path.replace("{" + parameter.name + "}", encodeURIComponent(input.value));
    else if (parameter.in === "query") query.set(parameter.name, input.value);
    else headers.set(parameter.name, input.value);
  }
  const key = document.getElementById("key").value;
  if (key) headers.set("Authorization", "Bearer " + key);
  if (body) headers.set("Content-Type", "application/json");
  const url = path + (query.size ? "?" + query : "");
  result.textContent = method.toUpperCase() + " " + url + "\n";
  const answer = await fetch(url, { method: method.toUpperCase(), headers, body: body?.value, signal, cache: "no-store" });
  result.append(answer.status + " " + answer.statusText + "\n");
  for (const name of ["content-type", "etag", "link", "retry-after"])
    if (answer.headers.has(name)) result.append(name + ": " + answer.headers.get(name) + "\n");
  result.append("\n");
  if (/json/.test(answer.headers.get("content-type") ?? "")) {
    result.append(JSON.stringify(await answer.json(), null, 2));
    return;
  }
  // A stream has no end: what comes is shown as it comes.
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) result.append(part.value);
}

async function begin() {
  const place = document.getElementById("operations");
  all = await (await fetch("openapi.json")).json();
  document.getElementById("about").textContent = all.info.description;
  place.replaceChildren();
  const groups = new Map();
  for (const [path, methods] of Object.entries(all.paths))
    for (const [method, operation] of Object.entries(methods)) {
      const name = operation.tags?.[0] ?? "Other";
      if (!groups.has(name)) groups.set(name, []);
      groups.get(name).push(show(method, path, operation));
    }
  for (const [name, boxes] of groups) place.append(make("h2", name), ...boxes);
}

begin().catch((error) => document.getElementById("operations").textContent = "openapi.json could not be read: " + error.message);
