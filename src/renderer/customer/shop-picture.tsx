// A picture of a shop in paper and ink, drawn here so that it follows light and dark and needs no file.

export function ShopPicture() {
  return (
    <svg className="shop-picture" viewBox="0 0 720 640" preserveAspectRatio="xMidYMax meet" aria-hidden focusable={false}>
      <circle className="shop-sun" cx="505" cy="205" r="165" />

      {/* the house */}
      <path className="shop-wall" d="M120 230h470v350H120z" />
      <path className="shop-roof" d="M100 112h510v42H100z" />
      <path className="shop-line" d="M120 154v76M590 154v76" />

      {/* the sign under the roof */}
      <rect className="shop-sign" x="268" y="170" width="174" height="44" rx="22" />
      <path className="shop-bolt" d="m361 175-19 20h12l-4 14 20-21h-13z" />

      {/* the awning */}
      {[0, 1, 2, 3, 4, 5, 6].map((stripe) => (
        <path
          key={stripe}
          className={stripe % 2 === 0 ? 'shop-awning' : 'shop-awning-light'}
          d={`M${99 + stripe * 73} 230h73v56a36.5 28 0 0 1-73 0z`}
        />
      ))}
      <path className="shop-line" d="M99 230h511" />

      {/* the window and what is in it */}
      <rect className="shop-glass" x="150" y="332" width="240" height="168" rx="6" />
      <path className="shop-line" d="M140 500h260M270 332v108" />
      <path className="shop-ledge" d="M140 500h260v16H140z" />
      <path className="shop-cup" d="M182 462h52v20a18 18 0 0 1-18 18h-16a18 18 0 0 1-18-18z" />
      <path className="shop-line" d="M234 468h8a9 9 0 0 1 0 18h-9" />
      <path className="shop-steam" d="M198 450c-8-10 8-14 0-26M218 450c-8-10 8-14 0-26" />
      <path className="shop-loaf" d="M286 500v-20a26 26 0 0 1 26-26h36a26 26 0 0 1 26 26v20z" />
      <path className="shop-line" d="m308 464 8 14m12-14 8 14m12-12 8 12" />

      {/* the door */}
      <path className="shop-door" d="M432 580V352a6 6 0 0 1 6-6h112a6 6 0 0 1 6 6v228z" />
      <rect className="shop-glass" x="452" y="368" width="84" height="110" rx="4" />
      <path className="shop-line" d="M536 520h-12" />
      <path className="shop-line" d="M494 368v26m-24 0h48" />
      <rect className="shop-sign" x="462" y="394" width="64" height="34" rx="6" />
      <path className="shop-line" d="M474 411h40" />

      {/* a tree in a pot, and a stool */}
      <path className="shop-leaves" d="M640 404c38 0 60 30 60 66 0 34-24 58-60 58s-60-24-60-58c0-36 22-66 60-66z" />
      <path className="shop-line" d="M640 458v88m0-40 22-22m-22 40-20-20" />
      <path className="shop-pot" d="M608 540h64l-8 40h-48z" />
      <path className="shop-pot" d="M44 516h76v12H44z" />
      <path className="shop-line" d="m56 528-8 52m60-52 8 52m-64-26h60" />

      <path className="shop-line" d="M8 580h704" />
      <path className="shop-line shop-far" d="M60 604h180m60 0h240m50 0h60" />
    </svg>
  );
}
