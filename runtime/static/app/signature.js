// Signatures drawn with a pen, a finger or a mouse: what is drawn becomes the file of the field's own control, as if it
// had been chosen. Without this script a picture of the signature is uploaded.

const WIDEST = 600;
const HEIGHT = 200;

class Pad {
  constructor(pad) {
    this.input = pad.closest("[data-field]").querySelector('input[type="file"]');
    this.name = pad.dataset.name;
    this.canvas = pad.querySelector("canvas");
    pad.hidden = false;
    this.canvas.width = Math.min(WIDEST, this.canvas.parentElement.clientWidth - 10);
    this.canvas.height = HEIGHT;
    // A finger on the paper draws and does not scroll.
    this.canvas.style.touchAction = "none";
    this.pen = this.canvas.getContext("2d");
    this.isDown = false;
    this.clear();
    this.canvas.addEventListener("pointerdown", (event) => this.begin(event));
    this.canvas.addEventListener("pointermove", (event) => this.draw(event));
    this.canvas.addEventListener("pointerup", () => this.finish());
    this.canvas.addEventListener("pointercancel", () => this.finish());
    pad.querySelector("[data-clear]").addEventListener("click", () => {
      this.clear();
      this.input.value = "";
    });
    // A picture that is chosen takes the place of what was drawn.
    this.input.addEventListener("change", (event) => event.isTrusted && this.clear());
  }

  /** White paper: a transparent picture is black on some screens. */
  clear() {
    this.pen.fillStyle = "#fff";
    this.pen.fillRect(0, 0, this.canvas.width, HEIGHT);
    this.pen.strokeStyle = "#000";
    this.pen.lineWidth = 3;
    this.pen.lineCap = this.pen.lineJoin = "round";
  }

  /** Where the pen is on the paper. */
  place(event) {
    const box = this.canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  begin(event) {
    event.preventDefault();
    this.canvas.setPointerCapture(event.pointerId);
    this.isDown = true;
    this.pen.beginPath();
    this.pen.moveTo(...this.place(event));
  }

  draw(event) {
    if (!this.isDown) return;
    this.pen.lineTo(...this.place(event));
    this.pen.stroke();
  }

  finish() {
    if (!this.isDown) return;
    this.isDown = false;
    this.canvas.toBlob((picture) => {
      const files = new DataTransfer();
      files.items.add(new File([picture], this.name, { type: "image/png" }));
      this.input.files = files.files;
      this.input.dispatchEvent(new Event("change", { bubbles: true }));
    }, "image/png");
  }
}

/** Make a pad of every one in a part of the page that is none yet. */
function start(root) {
  for (const pad of root.querySelectorAll("[data-signature][hidden]")) new Pad(pad);
}

start(document);
document.body.addEventListener("htmx:load", () => start(document));
