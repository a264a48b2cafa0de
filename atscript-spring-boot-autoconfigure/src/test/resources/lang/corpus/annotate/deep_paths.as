interface User { address: { city: string; geo: { lat: number; lon: number } }; 'x-y': { z: string } }
annotate User {
  @meta.label 'Town'
  address.city
  @meta.label 'Latitude'
  address.geo.lat
  @meta.label 'Place'
  address
}
