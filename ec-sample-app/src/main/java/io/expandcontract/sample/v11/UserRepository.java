package io.expandcontract.sample.v11;

import java.util.List;

import org.springframework.data.domain.Limit;
import org.springframework.data.repository.CrudRepository;

interface UserRepository extends CrudRepository<User, Long> {

	List<User> findByIdGreaterThanOrderById(long id, Limit limit);

}
