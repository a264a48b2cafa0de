package com.example.slices;

import org.springframework.data.repository.CrudRepository;

public interface Users extends CrudRepository<User, Long> {}
