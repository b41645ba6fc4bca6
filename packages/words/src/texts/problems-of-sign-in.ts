import { texts } from "../text.ts";

/** What can go wrong at the desk's door. None says whether an address has an account. */
export const problemsOfSignIn = texts({
  signInFailed: {
    title: { id: "Tidak dapat masuk", en: "Could not sign in" },
    detail: {
      id: "Alamat surel atau kata sandi tidak cocok. Periksa lagi, atau minta tautan untuk mengatur ulang kata sandi.",
      en: "The e-mail address and the password do not match. Check them, or ask for a link to reset the password.",
    },
  },
  secondFactorNeeded: {
    title: { id: "Kode kedua diperlukan", en: "The second factor is needed" },
    detail: {
      id: "Masukkan kode dari aplikasi autentikator Anda, atau salah satu kode pemulihan.",
      en: "Enter the code of your authenticator app, or one of your recovery codes.",
    },
  },
  secondFactorMissing: {
    title: { id: "Faktor kedua belum diatur", en: "A second factor has to be set up" },
    detail: {
      id: "Peran Anda mewajibkannya. Atur aplikasi autentikator, lalu lanjutkan.",
      en: "Your role requires it. Set up an authenticator app, then go on.",
    },
  },
  codeWrong: {
    title: { id: "Kode tidak cocok", en: "The code is not right" },
    detail: {
      id: "Tunggu kode berikutnya dari aplikasi autentikator, lalu coba lagi. Setiap kode hanya berlaku sekali.",
      en: "Wait for the next code of your authenticator app and try again. Each code is good once.",
    },
  },
  linkVoid: {
    title: { id: "Tautan tidak berlaku lagi", en: "This link opens nothing any more" },
    detail: {
      id: "Tautan hanya dapat dipakai sekali dan sebentar, di peramban yang memintanya. Minta tautan baru.",
      en: "A link works once, for a short time, in the browser that asked for it. Ask for a new one.",
    },
  },
  passwordWeak: {
    title: { id: "Kata sandi terlalu lemah", en: "The password is too weak" },
    detail: {
      id: "Pakai sedikitnya 12 karakter, misalnya beberapa kata yang tidak berkaitan; bukan kata sandi umum dan bukan alamat surel Anda.",
      en: "Use at least 12 characters, for example several unrelated words; not a common password, and not your e-mail address.",
    },
  },
  crossSite: {
    title: {
      id: "Permintaan dari situs lain ditolak",
      en: "A request from another site is refused",
    },
    detail: {
      id: "Buka meja kerja langsung di alamatnya, lalu ulangi.",
      en: "Open the desk at its own address and do it there.",
    },
  },
  signInAgain: {
    title: { id: "Masuk kembali diperlukan", en: "Sign in again first" },
    detail: {
      id: "Untuk langkah ini Anda harus baru saja masuk. Keluar, masuk kembali, lalu ulangi.",
      en: "This step needs a sign-in of just now. Sign out, sign in again, and repeat it.",
    },
  },
  secondFactorSet: {
    title: { id: "Faktor kedua sudah diatur", en: "A second factor is set up already" },
    detail: {
      id: "Hapus yang lama dahulu jika ingin menggantinya.",
      en: "Remove the old one first if you want another.",
    },
  },
  ownFactor: {
    title: { id: "Faktor kedua Anda sendiri", en: "Your own second factor" },
    detail: {
      id: "Pengelola lain yang mengatur ulang faktor kedua Anda. Jika tidak ada, hubungi operator pemasangan ini.",
      en: "Another administrator resets your second factor; where there is none, whoever operates this installation.",
    },
  },
  noFactor: {
    title: { id: "Tidak ada faktor kedua", en: "There is no second factor" },
    detail: {
      id: "Orang ini belum mengatur faktor kedua. Tidak ada yang perlu diatur ulang.",
      en: "This person has set up no second factor. There is nothing to reset.",
    },
  },
  adminElsewhere: {
    title: {
      id: "Juga pengelola di instansi lain",
      en: "An administrator of another institution too",
    },
    detail: {
      id: "Akun ini juga membuka meja kerja pengelola lain. Minta operator pemasangan ini untuk mengatur ulang.",
      en: "The account opens another administrator's desk as well. Ask whoever operates this installation to reset it.",
    },
  },
  nothingToChange: {
    title: { id: "Tidak ada yang diubah", en: "Nothing to change" },
    detail: {
      id: "Isi nama atau nomor telepon yang benar.",
      en: "Give the right name or the right phone number.",
    },
  },
  issuerUnfit: {
    title: {
      id: "Penyedia identitas tidak dapat dipakai",
      en: "The identity provider cannot be used",
    },
    detail: {
      id: "Alamatnya harus https dan terbuka untuk umum, menjawab dengan dokumen OpenID Connect, dan menyebut nama yang sama. Periksa alamatnya; untuk alamat internal, hubungi operator pemasangan ini.",
      en: "Its address has to be https and public, answer with an OpenID Connect document, and name itself by that address. Check it; for an internal address ask whoever operates this installation.",
    },
  },
  tooManyProviders: {
    title: { id: "Terlalu banyak penyedia identitas", en: "Too many identity providers" },
    detail: {
      id: "Ganti salah satu yang sudah ada dengan memakai kode yang sama.",
      en: "Put the new one in the place of another, under the same id.",
    },
  },
  unknownProvider: {
    title: { id: "Penyedia identitas tidak dikenal", en: "There is no such identity provider" },
    detail: {
      id: "Pilih salah satu dari daftar penyedia instansi ini.",
      en: "Choose one of this institution's list.",
    },
  },
});
